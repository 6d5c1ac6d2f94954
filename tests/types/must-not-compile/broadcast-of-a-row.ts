// shapes n×10 and 64 do not broadcast
import { mnist, zeros } from 'tslate';

const { oneHot } = await mnist.load();
oneHot.yTrain.mul(zeros([64]));
