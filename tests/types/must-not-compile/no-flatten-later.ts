// dense: expects one vector per sample, got 7×7×1; put flatten() before it
import { activation, dense, dropout, sequential } from 'tslate';

sequential([7, 7, 1], dropout(0.1), activation('relu'), dense(10), activation('softmax'));
