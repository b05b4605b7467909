return await Dutchbook.Bench.ScanBench.RunAsync(args);
