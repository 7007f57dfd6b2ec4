import type { AnyQuestion } from '../types';
import { ChoiceFields } from './ChoiceFields';
import { GapsFields } from './GapsFields';
import { FileUploadFields, LongTextFields, NumberFields, ShortTextFields, TrueFalseFields } from './EntryFields';
import { MatchingFields, OrderingFields } from './OrderFields';

/** What is right, by the kind of the question. */
export function KindFields({
  question,
  onChange,
}: {
  question: AnyQuestion;
  onChange: (question: AnyQuestion) => void;
}) {
  switch (question.kind) {
    case 'single':
    case 'multiple':
      return <ChoiceFields question={question} onChange={onChange} />;
    case 'true_false':
      return <TrueFalseFields question={question} onChange={onChange} />;
    case 'number':
      return <NumberFields question={question} onChange={onChange} />;
    case 'short_text':
      return <ShortTextFields question={question} onChange={onChange} />;
    case 'matching':
      return <MatchingFields question={question} onChange={onChange} />;
    case 'ordering':
      return <OrderingFields question={question} onChange={onChange} />;
    case 'gaps':
      return <GapsFields question={question} onChange={onChange} />;
    case 'long_text':
      return <LongTextFields question={question} onChange={onChange} />;
    case 'file':
      return <FileUploadFields question={question} onChange={onChange} />;
  }
}
