// Types for the one export of the carbon data that is used; the package has none.
declare module '@tgwf/co2/data' {
  /** g CO2e per kWh by ISO alpha-3 code, and a few names of world regions. */
  export const averageIntensity: {
    readonly data: Readonly<Record<string, number>>;
    readonly type: 'average';
  };
}
