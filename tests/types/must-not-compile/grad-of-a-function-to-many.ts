// Type 'readonly [3]' is not assignable to type 'readonly []'
import { grad, type Tensor } from 'tslate';

grad((x: Tensor<readonly [3]>) => x.square());
