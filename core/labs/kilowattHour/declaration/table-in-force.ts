// The table of prices in force: the user’s own, or the published one that is named.
import { tableOf as tableIn } from '../../../energy/own-table.ts';
import { energyTables } from '../../../energy/published-tables.ts';
import type { EnergyTable } from '../../../energy/table.ts';
import type { KilowattHourValues } from './params.ts';

export const tableOf = ({ table, prices }: Pick<KilowattHourValues, 'table' | 'prices'>): EnergyTable =>
  prices === '' ? energyTables[table] : tableIn(prices);
