// The table of prices in force.
import { energyTables } from '../../../energy/published-tables.ts';
import type { EnergyTable } from '../../../energy/table.ts';
import type { KilowattHourValues } from '../declaration/params.ts';

export const tableOf = ({ table }: Pick<KilowattHourValues, 'table'>): EnergyTable => energyTables[table];
