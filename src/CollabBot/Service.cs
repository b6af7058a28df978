using CollabBot.Connect;
using CollabBot.Core.Time;
using CollabBot.Playground;
using CollabBot.Web;
using CollabBot.Web.Connect;
using CollabBot.Web.Forms;
using Microsoft.Extensions.Options;
using Serilog;

namespace CollabBot;

/// <summary>The long-running service.</summary>
public static class Service
{
    /// <summary>Runs until stopped; returns 0, or 1 after one sentence on the error output when it cannot start.</summary>
    public static Task<int> RunAsync(string[] args) => RunAsync(args, (_, _) => Task.CompletedTask);

    /// <summary>The same, with something that goes on beside each run of the service and ends with it.</summary>
    internal static async Task<int> RunAsync(string[] args, Func<WebApplication, CancellationToken, Task> beside)
    {
        try
        {
            while (await RunOnceAsync(args, beside))
            {
                // A page asked for new settings to count
            }

            return 0;
        }
        catch (Exception exception) when (StartupFailure.Sentence(exception) is { } sentence)
        {
            await Console.Error.WriteLineAsync(sentence);
            return 1;
        }
        finally
        {
            await Log.CloseAndFlushAsync();
        }
    }

    /// <summary>The application, not yet started.</summary>
    public static WebApplication Build(string[] args)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = args,
            // The working directory is the operator's; our own files travel with the program
            WebRootPath = Path.Combine(AppContext.BaseDirectory, "wwwroot"),
        });
        ConnectedFile.AddTo(builder.Configuration.Sources, builder.Configuration);
        if (string.IsNullOrEmpty(builder.Configuration["Urls"]))
            builder.WebHost.UseUrls("http://127.0.0.1:5080");
        StartCheck.Check(builder.Configuration);
        builder.AddLogging();
        builder.Services.AddCollabBot(builder.Configuration);
        builder.Services.AddWorkers();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(10));

        var app = builder.Build();
        app.Services.Verify();
        app.MapWebhooks();
        app.MapHealth();
        app.MapMetrics();
        app.MapWikiViewer();
        app.MapForms();
        app.MapConnect(app.Configuration);
        if (Composition.PlaygroundIsOn(app.Configuration))
            app.MapPlayground();
        return app;
    }

    private static async Task<bool> RunOnceAsync(string[] args, Func<WebApplication, CancellationToken, Task> beside)
    {
        ServiceRestart restart;
        string? leaves = null;
        DateTimeOffset now;
        await using (var app = Build(args))
        {
            restart = app.Services.GetRequiredService<ServiceRestart>();
            restart.Arm(app.Lifetime.StopApplication);
            // The playground that is on because nothing else was goes when something else comes
            if (Composition.PlaygroundIsOn(app.Configuration) && string.IsNullOrEmpty(app.Configuration["Playground:Enabled"]))
                leaves = app.Services.GetRequiredService<IOptions<StorageOptions>>().Value.DataDirectory;
            await StartAsync(app);
            Announce(app);
            var aside = beside(app, app.Lifetime.ApplicationStopping);
            await app.WaitForShutdownAsync();
            await aside.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            now = app.Services.GetRequiredService<Pulse>().Time.GetUtcNow();
        }

        if (restart.Wanted && leaves is not null)
            PlaygroundArchive.SetAside(leaves, now);
        return restart.Wanted;
    }

    private static async Task StartAsync(WebApplication app)
    {
        try
        {
            await app.StartAsync();
        }
        catch
        {
            // The port is taken last, when the workers already work: they end before what they work on goes
            await app.StopAsync();
            throw;
        }
    }

    private static void Announce(WebApplication app)
    {
        var address = app.Urls.FirstOrDefault() ?? "";
        Console.WriteLine(Composition.PlaygroundIsOn(app.Configuration)
            ? $"打开 {address} ，演练场已就绪 · open it, the playground is ready"
            : $"CollabBot 已启动 · listening on {address}");
    }
}
