// einsum: expected one length for j, received several
import { einsum, zeros } from 'tslate';

einsum('ij,jk->ik', zeros([2, 3]), zeros([4, 5]));
