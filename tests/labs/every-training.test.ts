// Labs that train, held to the contract.
import { holdToContract } from './contract.ts';

holdToContract(({ training }) => training !== undefined);
