// embedding: expects a whole number, or a sequence of them, per sample, got 20×8; vectors need no embedding
import { embedding, sequential } from 'tslate';

sequential([20, 8], embedding(100, 16));
