// The screens of the window, by name.
export type ScreenName = 'hardware' | 'design' | 'run' | 'results' | 'trials' | 'report';
