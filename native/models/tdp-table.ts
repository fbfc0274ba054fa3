// Thermal design powers of common processors as published by their makers (processor base power for newer Intel ones).

/**
 * One line per family and power in watts; each processor with its threads per socket. Facts from Intel's ARK and AMD's
 * product pages, compared with CodeCarbon's cpu_power.csv (MIT). Where that differs (8565U 28 W, 4800H 54 W, 6700K 95 W,
 * i3-8100 62 W), it gives the upper end of a configurable range or an odd value, and this table keeps the maker's own.
 * Desktop boards may let a processor draw more than this while it stays cool.
 */
const FACTS = `
core 15: i5-8250u/8 i7-8550u/8 i7-8565u/8
core 28: i5-1135g7/8 i7-1165g7/8 i5-1240p/16 i7-1260p/16 i7-1360p/16
core 45: i7-8750h/12 i7-9750h/12 i7-10750h/12 i7-11800h/16 i7-12700h/20 i9-12900h/20 i7-13700h/20 i9-13900h/20
core 55: i9-13900hx/32 i9-14900hx/32
core 65: i3-8100/4 i5-8400/6 i7-8700/12 i5-9400/6 i5-10400/12 i7-10700/16 i5-11400/12 i7-11700/16 i5-12400/12 i5-12500/12
core 65: i5-12600/12 i7-12700/20 i9-12900/24 i5-13400/16 i5-13500/20 i7-13700/24 i9-13900/32 i5-14400/16 i7-14700/28
core 65: i5-6500/4 i7-6700/8 i5-7500/4 i7-7700/8 i5-8500/6 i7-9700/8 i9-9900/16 i9-10900/20 i9-11900/16
core 91: i5-6600k/4 i7-6700k/8 i5-7600k/4 i7-7700k/8
core 95: i5-8600k/6 i7-8700k/12 i5-9600k/6 i7-9700k/8 i9-9900k/16
core 125: i5-10600k/12 i7-10700k/16 i9-10900k/20 i5-11600k/12 i7-11700k/16 i9-11900k/16 i5-12600k/16 i7-12700k/20
core 125: i9-12900k/24 i5-13600k/20 i7-13700k/24 i9-13900k/32 i5-14600k/20 i7-14700k/28 i9-14900k/32
core 140: i9-7900x/20
core 150: i9-13900ks/32 i9-14900ks/32
core 165: i9-9980xe/36 i9-10980xe/36
core ultra 5 125: 245k/14
core ultra 7 28: 155h/22
core ultra 7 125: 265k/20
core ultra 9 45: 185h/22
core ultra 9 125: 285k/24
xeon 85: e5-2620 v4/16 e5-2630 v4/20
xeon 90: e5-2640 v4/20
xeon 105: e5-2650 v4/24
xeon 120: e5-2680 v3/24 e5-2680 v4/28
xeon 135: e5-2690 v3/24 e5-2690 v4/28
xeon 140: w-2145/16
xeon 145: e5-2699 v4/44
xeon 155: w-2245/16
xeon 165: w-2295/36
xeon 200: w5-2465x/32
xeon 300: w7-3465x/56
xeon 350: w9-3495x/112
xeon silver 85: 4110/16 4114/20 4210/20 4214/24
xeon silver 100: 4216/32
xeon silver 120: 4310/24
xeon silver 135: 4314/32
xeon gold 125: 5218/32 6130/32 6230/40
xeon gold 150: 6148/40 6226r/32 6248/40
xeon gold 205: 6248r/48 6338/64
xeon gold 235: 6348/56
xeon platinum 150: 8160/48
xeon platinum 165: 8260/48
xeon platinum 205: 8168/48 8180/56 8268/48 8280/56
xeon platinum 250: 8358/64 8360y/72
xeon platinum 270: 8368/76 8380/80
xeon platinum 300: 8460y+/80 8462y+/64
xeon platinum 330: 8558/96
xeon platinum 350: 8468/96 8470/104 8480+/112 8490h/120 8568y+/96 8592+/128
ryzen 5 15: 5500u/12
ryzen 5 65: 1600/12 2600/12 3600/12 5500/12 5600/12 5600x/12 5600g/12 7500f/12 7600/12 8600g/12 9600x/12
ryzen 5 95: 2600x/12 3600x/12
ryzen 5 105: 7600x/12
ryzen 7 15: 4700u/8 5700u/16
ryzen 7 45: 4800h/16 5800h/16 6800h/16
ryzen 7 65: 1700/16 2700/16 3700x/16 5700g/16 5700x/16 7700/16 8700g/16 9700x/16
ryzen 7 95: 1700x/16 1800x/16
ryzen 7 105: 2700x/16 3800x/16 5800x/16 5800x3d/16 7700x/16
ryzen 7 120: 7800x3d/16 9800x3d/16
ryzen 9 45: 5900hx/16
ryzen 9 65: 7900/24
ryzen 9 105: 3900x/24 3950x/32 5900x/24 5950x/32
ryzen 9 120: 7900x3d/24 7950x3d/32 9900x/24
ryzen 9 170: 7900x/24 7950x/32 9950x/32 9950x3d/32
ryzen threadripper 180: 1950x/32 2950x/32
ryzen threadripper 250: 2990wx/64
ryzen threadripper 280: 3960x/48 3970x/64 3990x/128
ryzen threadripper 350: 7960x/48 7970x/64 7980x/128
ryzen threadripper pro 280: 3975wx/64 3995wx/128 5955wx/32 5965wx/48 5975wx/64 5995wx/128
ryzen threadripper pro 350: 7965wx/48 7975wx/64 7985wx/128 7995wx/192
epyc 120: 7232p/16 7252/16 7272/24 7282/32
epyc 155: 7262/16 7302/32 7302p/32 7313/32 7313p/32 7352/48 7452/64
epyc 180: 7551/64 7601/64 7402/48 7402p/48 7502/64 7502p/64 7413/48
epyc 190: 7343/32
epyc 200: 7552/96 7702/128 7702p/128 7443/48 7443p/48 7513/64 9124/32 9224/48 9254/48
epyc 210: 9334/64
epyc 225: 7542/64 7642/96 7662/128 7742/128 7453/56 7543/64 7543p/64 7643/96 7713/128 7713p/128
epyc 240: 7663/112
epyc 280: 7h12/128 7763/128 9354/64 9354p/64 9534/128
epyc 290: 9454/96 9454p/96 9634/168
epyc 320: 9174f/32 9274f/48 9374f/64
epyc 360: 9474f/96 9554/128 9554p/128 9654/192 9654p/192 9754/256
epyc 400: 9684x/192 9575f/128 9655/192 9655p/192
epyc 500: 9755/256 9965/384
`;

/** Name in lower case, watts, threads per socket. */
export type TdpRow = readonly [model: string, tdp_w: number, threads: number];

export const TDP_TABLE: readonly TdpRow[] = FACTS.trim()
  .split('\n')
  .flatMap((line) => {
    const [, family = '', tdp_w, models = ''] = /^(.+) (\d+): (.+)$/.exec(line) ?? [];
    return [...models.matchAll(/(\S+(?: v\d)?)\/(\d+)/g)].map(
      ([, model, threads]): TdpRow => [`${family} ${model}`, Number(tdp_w), Number(threads)],
    );
  });
