/** What chapters are made of besides the framework: exercises that check themselves, quizzes that mark themselves. */
export { checked, type ChapterExercises, type ExerciseDesk, exercises, GradingError, open } from './exercises.ts';
export { type Exercise, type Fault, isOpen, type OpenExercise, type Wrong } from './exercise.ts';
export { exerciseType } from './feedback.ts';
export { judge, type Outcome } from './judge.ts';
export { prose } from './prose.ts';
export {
  type Choice,
  type Letter,
  letters,
  type Question,
  type Quiz,
  quizOf,
  type QuizSource,
  rightLetter,
} from './quiz.ts';
export { regionIn, solutionCode, studentCode } from './region.ts';
export { NotAttempted, todo } from './todo.ts';
