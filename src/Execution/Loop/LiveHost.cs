using System.Threading.Channels;

namespace Dutchbook.Execution;

/// <summary>
/// Pumps the loop in a live process: inputs come through a channel, commands go to the adapters, and their answers come back
/// as inputs. The loop itself runs on one caller at a time and awaits nothing.
/// </summary>
public sealed class LiveHost(
    ExecutionLoop loop,
    IOrderGateway gateway,
    IPortfolioReader account,
    IMarketReader markets,
    IPrivateFeed? feed,
    TimeProvider time)
{
    private readonly Channel<Func<IReadOnlyList<LoopCommand>>> _turns =
        Channel.CreateUnbounded<Func<IReadOnlyList<LoopCommand>>>(new UnboundedChannelOptions { SingleReader = true });

    private readonly List<(Func<ExecutionLoop, bool> IsMet, TaskCompletionSource Met)> _waiting = [];

    /// <summary>How often time is told.</summary>
    public TimeSpan Beat { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Hands something to the loop; in order, and never lost while the host runs.</summary>
    public void Post(LoopInput input) => _turns.Writer.TryWrite(() => loop.Handle(input));

    /// <summary>Asks the loop between two of its turns.</summary>
    public Task<T> AskAsync<T>(Func<ExecutionLoop, T> question)
    {
        TaskCompletionSource<T> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
        bool isTaken = _turns.Writer.TryWrite(() =>
        {
            answer.SetResult(question(loop));
            return [];
        });
        return isTaken ? answer.Task : throw new InvalidOperationException("The host has ended.");
    }

    /// <summary>Waits until something is so after a turn.</summary>
    public async Task WhenAsync(Func<ExecutionLoop, bool> isMet, CancellationToken stop)
    {
        TaskCompletionSource met = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await AskAsync(_ =>
        {
            _waiting.Add((isMet, met));
            return true;
        });
        await using CancellationTokenRegistration end = stop.Register(() => met.TrySetCanceled(stop));
        await met.Task;
    }

    /// <summary>Runs until it is stopped. When the loop breaks, whoever waits hears why.</summary>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public async Task RunAsync(CancellationToken stop)
    {
        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(stop);
        Task beat = BeatAsync(end.Token);
        Task listen = ListenAsync(end.Token);
        try
        {
            Carry(loop.Start(time.GetUtcNow()), end.Token);
            while (true)
            {
                Func<IReadOnlyList<LoopCommand>> turn = await _turns.Reader.ReadAsync(stop);
                Carry(turn(), end.Token);
                Release();
            }
        }
        catch (Exception problem)
        {
            _turns.Writer.TryComplete(problem);
            foreach ((_, TaskCompletionSource met) in _waiting)
            {
                met.TrySetException(problem);
            }

            throw;
        }
        finally
        {
            await end.CancelAsync();
            await Task.WhenAll(beat, listen);
        }
    }

    private void Release()
    {
        for (int i = _waiting.Count - 1; i >= 0; i--)
        {
            if (_waiting[i].IsMet(loop))
            {
                _waiting[i].Met.TrySetResult();
                _waiting.RemoveAt(i);
            }
        }
    }

    private void Carry(IReadOnlyList<LoopCommand> commands, CancellationToken stop)
    {
        foreach (LoopCommand command in commands)
        {
            _ = AnswerAsync(command, stop);
        }
    }

    /// <summary>Carries out one command. Whatever goes wrong is an answer that proves nothing.</summary>
    private async Task AnswerAsync(LoopCommand command, CancellationToken stop)
    {
        LoopInput? answer;
        try
        {
            answer = await DoAsync(command, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return;
        }
        catch (Exception problem) when (problem is not OutOfMemoryException)
        {
            answer = Failed(command, $"{problem.GetType().Name}: {problem.Message}");
        }

        Post(answer);
    }

    private async Task<LoopInput> DoAsync(LoopCommand command, CancellationToken stop)
    {
        switch (command)
        {
            case LoopCommand.Submit { Order: var order }:
                SubmitAnswer submitted = await gateway.SubmitAsync(order, stop);
                return new LoopInput.Answered(time.GetUtcNow(), order.Intent.ClientOrderId, submitted);
            case LoopCommand.Cancel cancel:
                CancelAnswer cancelled = await gateway.CancelAsync(cancel.Order, stop);
                return new LoopInput.CancelAnswered(time.GetUtcNow(), cancel.ClientOrderId, cancelled);
            case LoopCommand.ReadViews views:
                IReadOnlyList<MarketView> seen = await markets.ReadMarketsAsync(views.Tickers, stop);
                return new LoopInput.ViewsRead(time.GetUtcNow(), views.TradeId, seen);
            case LoopCommand.ReadOrders orders:
                Reading<IReadOnlyList<VenueOrder>> rows = await account.ReadOrdersAsync(orders.Query, stop);
                return new LoopInput.OrdersRead(time.GetUtcNow(), orders.ClientOrderId, rows);
            case LoopCommand.ReadFills fills:
                Reading<IReadOnlyList<VenueFill>> filled = await account.ReadFillsAsync(fills.Query, stop);
                return new LoopInput.FillsRead(time.GetUtcNow(), fills.Query, filled);
            case LoopCommand.ReadPositions positions:
                Reading<IReadOnlyList<VenuePosition>> held = await account.ReadPositionsAsync(positions.Subaccount, stop);
                return new LoopInput.PositionsRead(time.GetUtcNow(), held);
            case LoopCommand.ReadBalances balances:
                Reading<VenueBalances> cash = await account.ReadBalancesAsync(balances.Subaccount, stop);
                return new LoopInput.BalancesRead(time.GetUtcNow(), cash);
            case LoopCommand.ReadSettlements paid:
                Reading<IReadOnlyList<VenueSettlement>> settled =
                    await account.ReadSettlementsAsync(paid.Subaccount, paid.Since, stop);
                return new LoopInput.SettlementsRead(time.GetUtcNow(), settled);
            default:
                throw new ArgumentOutOfRangeException(nameof(command), command, "no known command");
        }
    }

    private LoopInput Failed(LoopCommand command, string why)
    {
        DateTimeOffset now = time.GetUtcNow();
        return command switch
        {
            LoopCommand.Submit { Order.Intent.ClientOrderId: var id } => new LoopInput.Answered(now, id, new SubmitAnswer.Unknown(why)),
            LoopCommand.Cancel { ClientOrderId: var id } => new LoopInput.CancelAnswered(now, id, new CancelAnswer.Unknown(why)),
            LoopCommand.ReadViews views => new LoopInput.ViewsRead(now, views.TradeId, []),
            LoopCommand.ReadOrders orders => new LoopInput.OrdersRead(
                now, orders.ClientOrderId, new Reading<IReadOnlyList<VenueOrder>>.Unknown(why)),
            LoopCommand.ReadFills fills => new LoopInput.FillsRead(now, fills.Query, new Reading<IReadOnlyList<VenueFill>>.Unknown(why)),
            LoopCommand.ReadPositions => new LoopInput.PositionsRead(now, new Reading<IReadOnlyList<VenuePosition>>.Unknown(why)),
            LoopCommand.ReadBalances => new LoopInput.BalancesRead(now, new Reading<VenueBalances>.Unknown(why)),
            LoopCommand.ReadSettlements => new LoopInput.SettlementsRead(
                now, new Reading<IReadOnlyList<VenueSettlement>>.Unknown(why)),
            _ => throw new ArgumentOutOfRangeException(nameof(command), command, "no known command"),
        };
    }

    private async Task BeatAsync(CancellationToken stop)
    {
        using PeriodicTimer timer = new(Beat, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stop))
            {
                Post(new LoopInput.Tick(time.GetUtcNow()));
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The host has ended.
        }
    }

    private async Task ListenAsync(CancellationToken stop)
    {
        if (feed is null)
        {
            return;
        }

        try
        {
            await foreach (PrivateNotice notice in feed.ReadAsync(stop))
            {
                Post(new LoopInput.Noticed(time.GetUtcNow(), notice));
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The host has ended.
        }
    }
}
