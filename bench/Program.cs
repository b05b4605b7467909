using Dutchbook.Bench;

return args switch
{
    ["engine", .. string[] options] => EngineBench.Run(options),
    ["line", .. string[] options] => LineBench.Run(options),
    _ => await ScanBench.RunAsync(args),
};
