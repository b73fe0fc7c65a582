package wrong;

public class OpenType {}
