using Xunit;

namespace Dutchbook.Unit.Sandbox;

/// <summary>One exchange for all tests of a class that only read it.</summary>
public sealed class SharedSandbox : IAsyncLifetime
{
    private RunningSandbox? _sandbox;

    internal RunningSandbox Sandbox => _sandbox ?? throw new InvalidOperationException("The sandbox is not up.");

    public async ValueTask InitializeAsync() => _sandbox = await RunningSandbox.Start();

    public ValueTask DisposeAsync() => _sandbox?.DisposeAsync() ?? ValueTask.CompletedTask;
}
