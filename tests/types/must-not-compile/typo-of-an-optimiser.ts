// Did you mean '"adam"'?
import { dense, sequential } from 'tslate';

sequential([784], dense(10)).compile({ optimizer: 'adamm', loss: 'mse' });
