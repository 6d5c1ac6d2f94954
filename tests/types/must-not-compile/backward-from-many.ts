// expects a scalar, got 32×10; reduce it with .sum() or .mean()
import { parameter, zeros } from 'tslate';

parameter(zeros([32, 10])).square().backward();
