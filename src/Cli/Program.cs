using System.Runtime.InteropServices;
using System.Text;
using Dutchbook.Cli;

// Tables and JSON are UTF-8 everywhere; a Windows console may start in an older code page.
Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

// The first Ctrl-C asks the command to end in order; the second one ends the process at once.
using CancellationTokenSource interrupt = new();
void Stop(PosixSignalContext signal)
{
    signal.Cancel = !interrupt.IsCancellationRequested;
    interrupt.Cancel();
}

using PosixSignalRegistration ctrlC = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
return await CommandLine.Run(args, CommandHost.OfProcess(), CompositionRoot.Create(), interrupt.Token);
