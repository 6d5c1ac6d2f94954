// Property 'rate' does not exist
import { gridSearch, uniform } from 'tslate';

await gridSearch({ learningRate: uniform(0, 1) }).run(({ rate }) => rate);
