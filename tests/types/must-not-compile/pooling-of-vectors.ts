// globalMaxPool2d: expects height×width×channels per sample, got 1600; grey images have one channel, height×width×1
import { conv2d, flatten, globalMaxPool2d, maxPool2d, sequential } from 'tslate';

sequential([12, 12, 1], conv2d(64, 3), maxPool2d(2), flatten(), globalMaxPool2d());
