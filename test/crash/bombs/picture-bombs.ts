// Folders of pictures for the trainer: small files that claim, or unpack to, far more than they are.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import { DataConfig } from '../../../core/trainer-protocol.ts';
import { type Bomb, device, endlessZlib, holes, pipe } from './bomb.ts';

function chunk(kind: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(kind, 'latin1'), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}

/** RGBA with 16 bits a channel, unless `depth` is 8. */
function png(width: number, height: number, idat: Uint8Array, depth = 16): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width);
  head.writeUInt32BE(height, 4);
  head.set([depth, 6, 0, 0, 0], 8);
  const magic = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);
  return Buffer.concat([magic, chunk('IHDR', head), chunk('IDAT', idat), chunk('IEND', new Uint8Array())]);
}

/** All pixels of one colour, in one line after another. */
const blank = (width: number, height: number, depth = 16): Buffer =>
  png(width, height, deflateSync(Buffer.alloc((1 + (width * depth) / 2) * height), { level: 9 }), depth);

const jpegOf = (size: number): Buffer =>
  Buffer.concat([
    Buffer.from([0xff, 0xd8, 0xff, 0xc2, 0, 17, 8, size >> 8, size & 255, size >> 8, size & 255, 3]),
    Buffer.from([1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0, 0xff, 0xd9]),
    Buffer.alloc(60_000, 0),
  ]);

function bmpOf(size: number): Buffer {
  const head = Buffer.alloc(54);
  head.write('BM');
  head.writeUInt32LE(54, 10);
  head.writeUInt32LE(40, 14);
  head.writeInt32LE(size, 18);
  head.writeInt32LE(size, 22);
  head.writeUInt16LE(1, 26);
  head.writeUInt16LE(24, 28);
  return Buffer.concat([head, Buffer.alloc(60_000)]);
}

/** Two classes with good pictures; `make` adds to the first. */
const pictures = (name: string, make: (folder: string) => void): Bomb => ({
  name,
  make(folder) {
    for (const kind of ['ape', 'bee']) {
      mkdirSync(join(folder, kind));
      for (const number of [1, 2, 3])
        writeFileSync(join(folder, kind, `good${number}.ppm`), 'P6\n1 1\n255\nabc');
    }
    make(join(folder, 'ape'));
    return { by: 'trainer', data: DataConfig.parse({ kind: 'images', path: folder, image_size: 4 }) };
  },
});

const one = (name: string, bytes: () => Uint8Array): Bomb =>
  pictures(name, (folder) => writeFileSync(join(folder, 'bomb'), bytes()));

export const PICTURE_BOMBS: readonly Bomb[] = [
  one('a PNG of 10 x 10 that unpacks to 2 GB', () => png(10, 10, endlessZlib(128))),
  one('a PNG that claims 32000 x 32000', () => png(32_000, 32_000, deflateSync(Buffer.alloc(100_000)))),
  one('a PNG that claims 6000 x 6000 and is small', () =>
    png(6000, 6000, deflateSync(Buffer.alloc(100_000))),
  ),
  one('a PNG of 6000 x 6000 with 8 bytes a pixel', () => blank(6000, 6000)),
  pictures('eight PNG of 6000 x 6000', (folder) => {
    const bytes = blank(6000, 6000, 8);
    for (let i = 0; i < 8; i++) writeFileSync(join(folder, `bomb${i}.png`), bytes);
  }),
  one('a progressive JPEG that claims 30000 x 30000', () => jpegOf(30_000)),
  one('a progressive JPEG that claims 6000 x 6000', () => jpegOf(6000)),
  one('a BMP that claims 30000 x 30000', () => bmpOf(30_000)),
  one('a BMP that claims 6000 x 6000', () => bmpOf(6000)),
  one('a PNM that claims 30000 x 30000', () => Buffer.from(`P6\n30000 30000\n255\n${'x'.repeat(50_000)}`)),
  pictures('a picture of 4 GB of holes', (folder) =>
    holes(join(folder, 'bomb.png'), 4096, png(10, 10, endlessZlib(1))),
  ),
  pictures('a picture from a pipe', (folder) => pipe(join(folder, 'bomb.png'))),
  pictures('a picture from /dev/zero', (folder) => device(join(folder, 'bomb.png'))),
];
