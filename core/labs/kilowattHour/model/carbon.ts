// Grams of carbon dioxide that a kilowatt-hour brought about where it was made, on average over a year.
/// <reference path="./tgwf-co2.d.ts" />
import { averageIntensity } from '@tgwf/co2/data';
import { InputError } from '../../../base/input-error.ts';

/** Regions that are offered, by their codes in the table. */
export const regionTitles = {
  WORLD: 'World',
  EU: 'European Union',
  AUS: 'Australia',
  BRA: 'Brazil',
  CAN: 'Canada',
  CHN: 'China',
  DNK: 'Denmark',
  FRA: 'France',
  DEU: 'Germany',
  IND: 'India',
  JPN: 'Japan',
  KOR: 'South Korea',
  NLD: 'Netherlands',
  NOR: 'Norway',
  POL: 'Poland',
  ZAF: 'South Africa',
  ESP: 'Spain',
  SWE: 'Sweden',
  CHE: 'Switzerland',
  GBR: 'United Kingdom',
  USA: 'United States',
} as const;

/** g CO₂e/kWh. Throws InputError for a region that the table does not have, or has at 0, which stands for no number. */
export function intensityOf(region: string): number {
  const found: unknown = Object.hasOwn(averageIntensity.data, region) ? averageIntensity.data[region] : undefined;
  if (typeof found !== 'number' || !(found > 0)) throw new InputError('region', 'one whose intensity is known', region);
  return found;
}
