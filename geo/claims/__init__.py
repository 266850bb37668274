"""Who says what happened where and when: the model, its dates, its grading, and selections."""
