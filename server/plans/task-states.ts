/** How far a task is. */
export const taskStates = ['not_begun', 'under_way', 'done', 'not_applicable'] as const;
export type TaskState = (typeof taskStates)[number];
