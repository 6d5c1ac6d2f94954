/** The executor process: to start its control thread takes as long as all that the main thread loads, so both is done at once. */
import { startControlThread } from './control-thread.ts';

const control = startControlThread();
void import('./main-thread.ts').then(({ serve }) => serve(control));
