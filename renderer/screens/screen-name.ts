// The screens of the window, by name.
export type ScreenName = 'hardware' | 'run' | 'results' | 'trials' | 'report';
