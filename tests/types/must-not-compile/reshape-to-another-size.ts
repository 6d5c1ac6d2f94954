// reshape: expected a shape of 6 elements, as 2×3 has, received 4×2
import { zeros } from 'tslate';

zeros([2, 3]).reshape([4, 2]);
