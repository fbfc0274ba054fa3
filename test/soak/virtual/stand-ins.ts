// Puts the virtual clock, sampler and trainer in the place of the real modules, for everything loaded afterwards.
import { registerHooks } from 'node:module';

const STAND_INS: Readonly<Record<string, string>> = {
  '/engine/setup/clock.ts': './clock.ts',
  '/engine/sampling/sampler.ts': './sampler.ts',
  '/native/trainer/process.ts': './process.ts',
};

registerHooks({
  resolve(specifier, context, next) {
    const from_here = context.parentURL?.includes('/test/soak/virtual/') === true;
    // Waits of the sweep itself; those of the product's other rooms are real.
    if (specifier === 'node:timers/promises' && context.parentURL?.includes('/engine/sweep/'))
      return next(new URL('./clock.ts', import.meta.url).href, context);
    const found = next(specifier, context);
    const stand_in = Object.entries(STAND_INS).find(([path]) => found.url.endsWith(path))?.[1];
    return stand_in === undefined || from_here
      ? found
      : next(new URL(stand_in, import.meta.url).href, context);
  },
});
