// is not assignable to method's 'this' of type 'Tensor<readonly [3], "bool">'
import { zeros } from 'tslate';

zeros([3]).where(zeros([3]), 0);
