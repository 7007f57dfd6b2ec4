import { useState } from 'react';
import { useDeviceText } from '@/platform/device-text/deviceText';
import type { WorkToGrade } from '../work/gradingTypes';
import { formOf, type GradeForm } from './gradeForm';

/** What is being entered for one piece of work; on this device until it is given, so that no reload loses it. */
export function useGradeForm(work: WorkToGrade) {
  const [stored, setStored] = useDeviceText(`grade.${work.id}`);
  const [form, setForm] = useState<GradeForm>(() => restore(stored) ?? formOf(work));
  return {
    form,
    /** Something is entered that has not been given. */
    unsent: stored !== '',
    change: (next: Partial<GradeForm>) => {
      const changed = { ...form, ...next };
      setForm(changed);
      setStored(JSON.stringify(changed));
    },
    /** It has been given; or it is to be as the server has it. */
    settle: (saved?: WorkToGrade) => {
      setStored('');
      if (saved) setForm(formOf(saved));
    },
  };
}

function restore(stored: string): GradeForm | null {
  if (stored === '') return null;
  try {
    const form = JSON.parse(stored) as GradeForm;
    return Array.isArray(form.annotations) ? form : null;
  } catch {
    return null; // written by another version of the client
  }
}
