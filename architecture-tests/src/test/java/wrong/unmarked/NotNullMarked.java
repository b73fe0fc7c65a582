package wrong.unmarked;

final class NotNullMarked {}
