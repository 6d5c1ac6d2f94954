// '"sparseCategoricalCrossEntropy"' is not assignable to type
import { dense, sequential } from 'tslate';

sequential([784], dense(10)).compile({ optimizer: 'adam', loss: 'sparseCategoricalCrossEntropy' });
