// Type 'string' is not assignable to type 'number'
import { zeros } from 'tslate';

zeros(['3']);
