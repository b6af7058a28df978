using CollabBot.Playground;
using CollabBot.Web;
using CollabBot.Web.Forms;
using Serilog;

namespace CollabBot;

/// <summary>The long-running service.</summary>
public static class Service
{
    /// <summary>Runs until stopped; returns 0, or 1 after one sentence on the error output when it cannot start.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        try
        {
            await using var app = Build(args);
            await app.StartAsync();
            Announce(app);
            await app.WaitForShutdownAsync();
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
        if (string.IsNullOrEmpty(builder.Configuration["Urls"]))
            builder.WebHost.UseUrls("http://127.0.0.1:5080");
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
        if (Composition.PlaygroundIsOn(app.Configuration))
            app.MapPlayground();
        return app;
    }

    private static void Announce(WebApplication app)
    {
        var address = app.Urls.FirstOrDefault() ?? "";
        Console.WriteLine(Composition.PlaygroundIsOn(app.Configuration)
            ? $"打开 {address} ,演练场已就绪 · open it, the playground is ready"
            : $"CollabBot 已启动 · listening on {address}");
    }
}
