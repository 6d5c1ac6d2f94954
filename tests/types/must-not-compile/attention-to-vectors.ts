// transformerBlock: expects a sequence of vectors per sample, time×features, got 64; put embedding() before it for whole numbers, or reshape()
import { sequential, transformerBlock } from 'tslate';

sequential([64], transformerBlock(4));
