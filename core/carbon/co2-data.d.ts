// The one export of the carbon data that is used; the package brings no types of its own.
declare module '@tgwf/co2/data' {
  /** g CO2e per kWh by ISO alpha-3 code, and a few names of world regions. */
  export const averageIntensity: {
    readonly data: Readonly<Record<string, number>>;
    readonly type: 'average';
  };
}
