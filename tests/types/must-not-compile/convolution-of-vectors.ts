// conv2d: expects height×width×channels per sample, got 784; grey images have one channel, height×width×1
import { conv2d, sequential } from 'tslate';

sequential([784], conv2d(32, 3));
