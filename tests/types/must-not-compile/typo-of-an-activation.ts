// Type '"rleu"' is not assignable to type
import { dense } from 'tslate';

dense(10, { activation: 'rleu' });
