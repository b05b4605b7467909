using Dutchbook.Bench;

return args switch
{
    ["line", .. string[] options] => LineBench.Run(options),
    _ => await ScanBench.RunAsync(args),
};
