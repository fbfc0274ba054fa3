// The screens of the window, by name.
export type ScreenName = 'studies' | 'hardware' | 'design' | 'run' | 'results' | 'trials' | 'report';
