// shapes 32×10 and 32×64 do not broadcast
import { zeros } from 'tslate';

zeros([32, 10]).add(zeros([32, 64]));
