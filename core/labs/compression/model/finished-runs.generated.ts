// Written by scripts/finished-runs.ts.
import type { FinishedRun } from './finished-run.ts';

export const finishedRows: readonly FinishedRun[] = [
  {"network":"small","dataset":"digits","method":"plain","steps":440,"bytes":9683,"error":2.2284122562674096,"kept":100,"multiplyAccumulates":2368},
  {"network":"small","dataset":"digits","method":"oneShotPruning","steps":440,"bytes":2803,"error":25.90529247910863,"kept":25,"multiplyAccumulates":592},
  {"network":"small","dataset":"digits","method":"iterativePruning","steps":440,"bytes":2803,"error":2.5069637883008355,"kept":25,"multiplyAccumulates":592},
  {"network":"small","dataset":"digits","method":"sparseVariational","steps":440,"bytes":2581,"error":2.5069637883008355,"kept":22.761824324324326,"multiplyAccumulates":539},
  {"network":"small","dataset":"digits","method":"hardConcrete","steps":440,"bytes":6948,"error":1.9498607242339834,"kept":70.94594594594594,"multiplyAccumulates":1680},
  {"network":"small","dataset":"digits","method":"normalJeffreys","steps":440,"bytes":5742,"error":1.6713091922005572,"kept":58.15033783783784,"multiplyAccumulates":1377},
  {"network":"small","dataset":"digits","method":"horseshoe","steps":440,"bytes":6812,"error":1.6713091922005572,"kept":69.55236486486487,"multiplyAccumulates":1647},
  {"network":"small","dataset":"digits","method":"quantizationAware","steps":440,"bytes":1499,"error":2.2284122562674096,"kept":86.61317567567568,"multiplyAccumulates":2368},
  {"network":"small","dataset":"digits","method":"relaxedQuantization","steps":440,"bytes":1374,"error":2.2284122562674096,"kept":88.09121621621621,"multiplyAccumulates":2368},
  {"network":"small","dataset":"digits","method":"softWeightSharing","steps":440,"bytes":1293,"error":2.2284122562674096,"kept":54.77195945945946,"multiplyAccumulates":1297},
  {"network":"small","dataset":"digits","method":"binaryConnect","steps":440,"bytes":679,"error":4.735376044568245,"kept":100,"multiplyAccumulates":42},
  {"network":"small","dataset":"digits","method":"probabilisticBinary","steps":440,"bytes":555,"error":7.520891364902507,"kept":100,"multiplyAccumulates":42},
  {"network":"lenet300","dataset":"mnist","method":"plain","steps":1560,"bytes":1066506,"error":3.9,"kept":100,"multiplyAccumulates":266200},
  {"network":"lenet300","dataset":"mnist","method":"oneShotPruning","steps":1560,"bytes":23457,"error":43.85,"kept":7.850864012021037,"multiplyAccumulates":20899},
  {"network":"lenet300","dataset":"mnist","method":"iterativePruning","steps":1560,"bytes":24212,"error":4.15,"kept":7.911720510894065,"multiplyAccumulates":21061},
  {"network":"lenet300","dataset":"mnist","method":"sparseVariational","steps":1560,"bytes":12564,"error":4.65,"kept":4.297896318557476,"multiplyAccumulates":11441},
  {"network":"lenet300","dataset":"mnist","method":"hardConcrete","steps":1560,"bytes":58855,"error":4.75,"kept":50.4755822689707,"multiplyAccumulates":134366},
  {"network":"lenet300","dataset":"mnist","method":"normalJeffreys","steps":1560,"bytes":65433,"error":4.05,"kept":54.162283996994745,"multiplyAccumulates":144180},
  {"network":"lenet300","dataset":"mnist","method":"horseshoe","steps":1560,"bytes":79120,"error":4.6,"kept":67.84297520661157,"multiplyAccumulates":180598},
  {"network":"lenet300","dataset":"mnist","method":"quantizationAware","steps":1560,"bytes":100647,"error":3.75,"kept":73.10105184072127,"multiplyAccumulates":266200},
  {"network":"lenet300","dataset":"mnist","method":"relaxedQuantization","steps":1560,"bytes":108804,"error":4.15,"kept":78.44290007513149,"multiplyAccumulates":266200},
  {"network":"lenet300","dataset":"mnist","method":"binaryConnect","steps":1560,"bytes":36500,"error":4.65,"kept":100,"multiplyAccumulates":410},
  {"network":"lenet300","dataset":"mnist","method":"probabilisticBinary","steps":1560,"bytes":34932,"error":8.9,"kept":100,"multiplyAccumulates":410},
];
