struct StrictHTML {}
