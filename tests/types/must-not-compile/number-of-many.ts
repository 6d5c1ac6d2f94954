// expects a scalar, got 3; reduce it with .sum() or .mean()
import { zeros } from 'tslate';

zeros([3]).item();
