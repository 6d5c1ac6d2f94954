// matmul: expected leading axes that broadcast, received 2×3×4 · 5×4×3
import { zeros } from 'tslate';

zeros([2, 3, 4]).matmul(zeros([5, 4, 3]));
