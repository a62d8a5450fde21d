import type { StepName } from './session';
import type { Step } from './step';
import { adult } from './steps/adult';
import { ageBand } from './steps/age-band';
import { answerQuestion } from './steps/answer-question';
import { askFaq } from './steps/ask-faq';
import { changeLanguage } from './steps/change-language';
import { chooseArea } from './steps/choose-area';
import { chooseCourse } from './steps/choose-course';
import { chooseLesson } from './steps/choose-lesson';
import { choosePopulation } from './steps/choose-population';
import { consent } from './steps/consent';
import { dataRequest } from './steps/data-request';
import { deleteMyData } from './steps/delete-my-data';
import { invited } from './steps/invited';
import { join } from './steps/join';
import { menu } from './steps/menu';
import { myData } from './steps/my-data';
import { readMessage } from './steps/read-message';
import { showResult } from './steps/show-result';
import { stopped } from './steps/stopped';
import { welcome } from './steps/welcome';

/** The map of steps: one module for each place a conversation can stand at. */
export const steps: Readonly<Record<StepName, Step>> = {
  welcome,
  'age-band': ageBand,
  adult,
  join,
  'choose-population': choosePopulation,
  'choose-area': chooseArea,
  consent,
  menu,
  'choose-course': chooseCourse,
  'choose-lesson': chooseLesson,
  'read-message': readMessage,
  'answer-question': answerQuestion,
  'show-result': showResult,
  'ask-faq': askFaq,
  'change-language': changeLanguage,
  'my-data': myData,
  'delete-my-data': deleteMyData,
  'data-request': dataRequest,
  stopped,
  invited,
};
