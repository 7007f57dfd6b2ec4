type Json<T> = { content: { 'application/json': T } };
type Failure = Json<components['schemas']['ErrorBody']>;
type Parameters<Path, Query> = { path: Path; query?: Query; header?: never; cookie?: never };
type Read<T, Path = Record<string, never>, Query = never> = {
  parameters: Path extends Record<string, never> ? { path?: never; query?: Query; header?: never; cookie?: never } : Parameters<Path, Query>;
  requestBody?: never;
  responses: { 200: Json<T>; default: Failure };
};
type Write<Body, T, Path = Record<string, never>> = {
  parameters: Path extends Record<string, never> ? { path?: never; query?: never; header?: never; cookie?: never } : Parameters<Path, never>;
  requestBody: Json<Body>;
  responses: { 200: Json<T>; default: Failure };
};
type Act<T, Path = Record<string, never>, Query = never> = Read<T, Path, Query>;
type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';
type Path<Operations extends Partial<Record<Method, unknown>>> = Operations & { [M in Exclude<Method, keyof Operations>]?: never };
type S = components['schemas'];

export interface paths {
  '/api/v1/session': Path<{
    get: Read<S['SessionState']>;
    post: Write<{ email: string; password: string }, S['SessionState']>;
    delete: Act<never>;
  }>;
  '/api/v1/me': Path<{ patch: Write<{ name?: string; locale?: S['Locale']; current_password?: string; new_password?: string }, S['User']> }>;
  '/api/v1/invitations/{token}': Path<{
    get: Read<{ name: string; email: string }, { token: string }>;
    post: Write<{ password: string; name?: string }, { user: S['User'] }, { token: string }>;
  }>;
  '/api/v1/courses': Path<{ get: Read<{ courses: S['CourseSummary'][] }> }>;
  '/api/v1/courses/{course_id}': Path<{ get: Read<S['Course'], { course_id: string }> }>;
  '/api/v1/lessons/{lesson_id}': Path<{ get: Read<S['Lesson'], { lesson_id: string }> }>;
  '/api/v1/lessons/{lesson_id}/progress': Path<{
    put: Write<{ block_id: string; status: 'viewed' | 'completed'; video_seconds?: number }, S['LessonProgress'], { lesson_id: string }>;
  }>;
  '/api/v1/lessons/{lesson_id}/completion': Path<{ put: Write<{ completed: boolean }, S['LessonProgress'], { lesson_id: string }> }>;
  '/api/v1/quizzes/{block_id}/attempts': Path<{
    post: Write<{ id: string; answers: Record<string, S['Answer']> }, S['QuizResult'], { block_id: string }>;
  }>;
  '/api/v1/progress': Path<{ get: Read<{ courses: S['CourseProgress'][] }> }>;
  '/api/v1/wellbeing/settings': Path<{ get: Read<S['WellbeingSettings']>; patch: Write<S['WellbeingSettingsChange'], S['WellbeingSettings']> }>;
  '/api/v1/wellbeing/windows': Path<{ post: Write<{ windows: S['Window'][] }, { accepted: number; stored: number; duplicates: number }> }>;
  '/api/v1/wellbeing/windows/{window_id}': Path<{ delete: Act<never, { window_id: string }> }>;
  '/api/v1/wellbeing/behaviour': Path<{ post: Write<{ events: S['BehaviourEvent'][] }, { accepted: number }> }>;
  '/api/v1/wellbeing/checkins': Path<{ post: Write<S['NewCheckin'], S['Checkin']> }>;
  '/api/v1/wellbeing/checkins/{checkin_id}': Path<{ delete: Act<never, { checkin_id: string }> }>;
  '/api/v1/wellbeing/breakpoints': Path<{ post: Write<S['Breakpoint'], { offer: S['Offer'] | null }> }>;
  '/api/v1/wellbeing/offers/{offer_id}/response': Path<{
    post: Write<{ response: S['OfferResponse'] }, S['OfferRecord'], { offer_id: string }>;
  }>;
  '/api/v1/wellbeing/me': Path<{ get: Read<S['OwnReadings'], Record<string, never>, { days?: number }> }>;
  '/api/v1/wellbeing/data': Path<{
    delete: Act<{ deleted: { windows: number; checkins: number; offers: number } }, Record<string, never>, { lesson_id?: string }>;
  }>;
  '/api/v1/teaching/courses': Path<{ get: Read<{ courses: S['TaughtCourse'][] }> }>;
  '/api/v1/teaching/courses/{course_id}/live': Path<{ get: Read<S['LiveView'], { course_id: string }> }>;
  '/api/v1/teaching/alerts/{alert_id}/resolution': Path<{
    post: Write<{ resolution: 'dismissed' | 'false_alarm' | 'done' }, never, { alert_id: string }>;
    delete: Act<never, { alert_id: string }>;
  }>;
  '/api/v1/presence': Path<{ post: Write<{ lesson_id: string | null; block_id: string | null }, never> }>;
  '/api/v1/administration/users': Path<{
    get: Read<{ users: S['ListedUser'][]; total: number; page: number; pages: number }, Record<string, never>, { query?: string; role?: S['Role']; page?: number }>;
    post: Write<{ name: string; email: string; role: S['Role']; locale: S['Locale'] }, { user: S['User']; invitation_url: string }>;
  }>;
  '/api/v1/administration/users/{user_id}': Path<{ patch: Write<{ name?: string; role?: S['Role']; active?: boolean }, S['User'], { user_id: string }> }>;
  '/api/v1/administration/users/{user_id}/password-reset': Path<{ post: Act<{ reset_url: string }, { user_id: string }> }>;
  '/api/v1/administration/system': Path<{ get: Read<S['SystemSnapshot']> }>;
  '/api/v1/administration/policy': Path<{ get: Read<S['Policy']>; put: Write<S['Policy'], S['Policy']> }>;
  '/api/v1/administration/audit': Path<{
    get: Read<{ entries: S['AuditEntry'][]; total: number; page: number; pages: number; chain_valid: boolean }, Record<string, never>, { page?: number }>;
  }>;
}

export interface components {
  schemas: {
    ErrorBody: { error: { code: string; message: string; data: Record<string, unknown> } };
    Role: 'student' | 'tutor' | 'administrator';
    Locale: 'en' | 'de';
    User: { id: string; name: string; email: string; role: S['Role']; locale: S['Locale']; active: boolean; created_at: string };
    SessionState: { user: S['User'] | null; csrf_token: string; demo?: boolean };

    CourseSummary: {
      id: string; title: string; summary: string; language: string; lesson_count: number; completed_lesson_count: number;
      resume_lesson_id: string | null; student_count: number | null; next_due: string | null;
    };
    CourseLesson: { id: string; title: string; minutes: number; position: number; completed: boolean; locked: boolean };
    CourseModule: { id: string; title: string; lessons: S['CourseLesson'][] };
    Course: S['CourseSummary'] & { modules: S['CourseModule'][] };
    Video: { url: string; captions_url: string; duration_seconds: number; poster_url: string | null };
    Question: { id: string; kind: 'single' | 'multiple' | 'number' | 'short_text'; prompt_html: string; choices: { id: string; text_html: string }[] };
    Quiz: { graded: boolean; attempts_allowed: number | null; attempts_used: number; best_score: number | null; questions: S['Question'][] };
    Block: {
      id: string; position: number; kind: 'markdown' | 'video' | 'quiz' | 'file' | 'embed'; title: string | null; html: string | null;
      video: S['Video'] | null; quiz: S['Quiz'] | null; file: { url: string; name: string; bytes: number } | null;
      embed: { url: string; title: string } | null; hint: string | null; completed: boolean;
    };
    CompletionRule: { rule: 'view_all_blocks' | 'pass_quiz'; block_id: string | null; met: boolean; text_key: string };
    Resume: { block_id: string | null; video_seconds: Record<string, number> };
    Lesson: {
      id: string; title: string; course_id: string; course_title: string; module_title: string; minutes: number;
      previous_lesson_id: string | null; next_lesson_id: string | null; blocks: S['Block'][]; completed: boolean;
      completed_at: string | null; resume: S['Resume']; completion_rules: S['CompletionRule'][];
    };
    LessonProgress: {
      lesson_id: string; completed: boolean; completed_block_ids: string[]; resume: S['Resume']; completion_rules: S['CompletionRule'][];
    };
    Answer: string | string[] | number;
    QuizResult: {
      id: string; score: number; passed: boolean; questions: { question_id: string; correct: boolean; feedback_html: string | null }[];
      attempts_left: number | null; submitted_at: string;
    };
    CourseProgress: {
      course_id: string; title: string; completed: number; total: number;
      lessons: { lesson_id: string; title: string; completed_at: string | null }[];
      quizzes: { block_id: string; title: string; best_score: number | null }[];
    };

    Expression: 'neutral' | 'happiness' | 'surprise' | 'sadness' | 'anger' | 'disgust' | 'fear' | 'contempt';
    LearningState: 'engaged' | 'maybe_confused' | 'maybe_frustrated' | 'maybe_disengaged' | 'low_mood' | 'unknown';
    Mode: 'off' | 'self_report' | 'on_device' | 'server';
    ConsentSwitch: { granted: boolean; set_at: string | null };
    Consent: Record<'process_camera' | 'save_summaries' | 'count_in_class' | 'share_with_tutors', S['ConsentSwitch']>;
    WellbeingSettings: {
      mode: S['Mode']; allowed_modes: S['Mode'][]; preset: string; consent: S['Consent'];
      support: { enabled: boolean; snoozed_until: string | null };
      model: { name: string; version: string; sha256: string; url: string } | null;
      model_problem: { code: string; message: string } | null; window_seconds: number;
    };
    WellbeingSettingsChange: {
      mode?: S['Mode']; consent?: Partial<Record<keyof S['Consent'], boolean>>;
      support?: { enabled?: boolean; snooze?: '30_minutes' | 'today' | 'off' | 'none' };
    };
    Window: {
      id: string; started_at: string; seconds: number; lesson_id: string | null; block_id: string | null; p: number[];
      coverage: number; quality: number; state: S['Expression'] | 'unknown'; model: string; source: 'on_device' | 'server';
    };
    BehaviourEvent: {
      id: string; kind: 'rewind' | 'idle' | 'rapid_retry' | 'block_dwell' | 'tab_hidden' | 'pause'; at: string;
      lesson_id: string; block_id: string; seconds?: number;
    };
    NewCheckin: {
      id: string; kind: 'check_in' | 'lost_here' | 'correction' | 'hand_raised'; feeling: S['Expression'] | S['LearningState'] | null;
      lesson_id: string | null; block_id: string | null; window_id: string | null; offer_id: string | null; at: string;
    };
    Checkin: S['NewCheckin'] & { lesson_title?: string | null };
    Breakpoint: {
      kind: 'video_pause' | 'block_change' | 'answer_submitted' | 'lesson_end'; lesson_id: string; block_id: string | null; in_graded_quiz: boolean;
    };
    Strategy: 'hint' | 'worked_example' | 'plan_step' | 'break' | 'breathing' | 'encouragement' | 'reflection' | 'ask_tutor';
    OfferAction: { kind: 'open_hint' | 'take_break' | 'breathing' | 'plan' | 'ask_tutor'; block_id: string | null; label: string };
    Offer: {
      id: string; message_id: string; state: S['LearningState']; strategy: S['Strategy']; text: string; action: S['OfferAction'] | null;
      why: { rule: string; reasons: { code: string; text: string }[]; windows: number }; offered_at: string;
    };
    OfferResponse: 'helpful' | 'not_helpful' | 'dismissed' | 'accepted';
    OfferRecord: S['Offer'] & { response: S['OfferResponse'] | null };
    OwnWindow: S['Window'] & {
      learning_state: S['LearningState']; reasons: string[]; corrected_to: S['Expression'] | S['LearningState'] | null; lesson_title: string | null;
    };
    OwnReadings: {
      windows: S['OwnWindow'][]; checkins: S['Checkin'][]; offers: S['OfferRecord'][];
      viewers: { viewer_name: string; viewed_at: string; what: string }[]; retention_days: number;
    };

    TaughtCourse: { course_id: string; title: string; enrolled: number; present: number; waiting: number };
    LiveCounts: { enrolled: number; present: number; consenting: number; active: number; unknown: number };
    StateShare: { state: S['LearningState']; count: number; share: number; low: number; high: number };
    ClassStates: { suppressed: boolean; minimum: number; n: number; shares: S['StateShare'][] };
    LiveBlock: { block_id: string; lesson_id: string; title: string; present: number; struggling_share: number | null; n: number; lost_here: number };
    LiveStudent: {
      user_id: string; name: string; present: boolean; last_seen: string | null; lesson_id: string | null; lesson_title: string | null;
      block_id: string | null; shares: boolean; learning_state: S['LearningState'] | null; expression: S['Expression'] | 'unknown' | null;
      confidence: number | null; updated_at: string | null; hand_raised: boolean; lost_here: boolean;
    };
    Alert: {
      id: string; kind: 'class_confused' | 'student_stuck' | 'lost_here' | 'hand_raised' | 'many_idle'; title: string; what: string; rule: string;
      since: string; count: number; suggestion: string; student_id: string | null; block_id: string | null;
    };
    LiveView: {
      course_id: string; course_title: string; generated_at: string; window_seconds: number; counts: S['LiveCounts'];
      class_states: S['ClassStates']; coverage: number | null; blocks: S['LiveBlock'][]; students: S['LiveStudent'][]; alerts: S['Alert'][];
    };

    ListedUser: S['User'] & { last_seen_at: string | null };
    SystemSnapshot: {
      generated_at: string; uptime_seconds: number;
      requests: { per_second: number; total: number; error_rate: number; p50_ms: number | null; p95_ms: number | null; p99_ms: number | null; window_seconds: number };
      live_connections: number; signed_in_now: number;
      windows: { received_total: number; per_minute: number; ingest_lag_ms_p50: number | null; ingest_lag_ms_p95: number | null };
      model: { name: string; version: string; sha256: string; parameters: number; metrics: Record<string, number> } | null;
      model_problem: { code: string; message: string } | null;
      database: { dialect: string; bytes: number; migration: string | null }; version: string;
    };
    Policy: {
      preset: 'standard' | 'eu_education'; allowed_modes: S['Mode'][]; retention_days: number; k_tutor: number; k_admin: number;
      control_arm_share: number; support: Record<string, number>;
    };
    AuditEntry: { seq: number; at: string; actor_name: string | null; action: string; subject_name: string | null; detail: Record<string, unknown> };
  };
}
