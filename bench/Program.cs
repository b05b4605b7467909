using Dutchbook.Bench;

return args switch
{
    ["engine", .. string[] options] => EngineBench.Run(options),
    ["witness", .. string[] options] => WitnessBench.Run(options),
    ["candidates", .. string[] options] => await CandidateBench.RunAsync(options),
    ["sandbox", .. string[] options] => await SandboxBench.RunAsync(options),
    ["feed", .. string[] options] => FeedBench.Run(options),
    ["alerts", .. string[] options] => await AlertBench.RunAsync(options),
    ["outside", .. string[] options] => await OutsideBench.RunAsync(options),
    ["kills", .. string[] options] => await KillBench.RunAsync(options),
    ["latency", .. string[] options] => await LatencyBench.RunAsync(options),
    ["line", .. string[] options] => LineBench.Run(options),
    ["replay", .. string[] options] => ReplayBench.Run(options),
    ["history", .. string[] options] => HistoryBench.Run(options),
    ["soak", .. string[] options] => await SoakBench.RunAsync(options),
    _ => await ScanBench.RunAsync(args),
};
