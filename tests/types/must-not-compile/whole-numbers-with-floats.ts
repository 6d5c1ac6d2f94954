// Type '"int32"' is not assignable to type '"float32"'
import { range, zeros } from 'tslate';

zeros([3]).add(range(3));
