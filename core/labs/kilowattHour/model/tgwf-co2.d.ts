// What is used of @tgwf/co2, which has no types of its own for its data.
declare module '@tgwf/co2/data' {
  /** g CO₂e/kWh by region, 0 where none is known. */
  export const averageIntensity: { readonly data: Readonly<Record<string, number>>; readonly type: string };
}
