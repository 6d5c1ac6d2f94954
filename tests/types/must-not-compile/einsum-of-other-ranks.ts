// einsum: expected an axis for each letter of ijk, received 2×3
import { einsum, zeros } from 'tslate';

einsum('ijk->i', zeros([2, 3]));
