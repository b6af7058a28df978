namespace CollabBot.Tests.Core.Commands;

/// <summary>The text files of the trial commands.</summary>
internal static class TrialWords
{
    public const string Chinese = """
        {
          "phrases": { "trial.opened": "记下了:{text}" },
          "commands": {
            "blocker": {
              "names": ["卡点", "kd"], "summary": "报一个卡点", "example": "卡点 支付流程BUG不改 @产品部 周五前 P1", "form": "补全这个卡点", "submit": "报上去",
              "parameters": {
                "text": { "label": "卡在哪儿", "hint": "一句话", "words": ["内容"] }, "owner": { "label": "找谁解", "words": ["责任", "责任人"] },
                "due": { "label": "哪天前要", "words": ["截止"] }, "level": { "label": "多急", "words": ["级别"] },
                "amount": { "label": "影响金额", "words": ["影响"] }, "goal": { "label": "关联目标", "words": ["目标"] }
              }
            },
            "blocker list": { "names": ["卡点 列表"], "summary": "开着的卡点" },
            "blocker mine": { "names": ["卡点 我的"], "summary": "我的卡点" },
            "blocker department": { "names": ["卡点 部门"], "summary": "部门的卡点", "parameters": { "departments": { "label": "部门" } } },
            "blocker show": { "names": ["卡点 看"], "summary": "看一条", "parameters": { "blocker": { "label": "编号" } } },
            "blocker claim": { "names": ["卡点 认领", "认领"], "summary": "认领", "parameters": { "blocker": { "label": "编号" }, "promised": { "label": "答应哪天前" } } },
            "blocker transfer": { "names": ["卡点 转给"], "summary": "转给别人", "parameters": { "blocker": { "label": "编号" }, "to": { "label": "转给" }, "reason": { "label": "为什么" } } },
            "goal draft": {
              "names": ["目标 起草", "目标"], "summary": "起草目标",
              "parameters": {
                "statement": { "label": "一句话" }, "range": { "label": "从多少到多少" }, "source": { "label": "哪个系统的数", "words": ["数据源", "来源"] },
                "due": { "label": "哪天截止", "words": ["截止"] }, "metric": { "label": "指标名", "words": ["指标"] }, "definition": { "label": "口径" }, "departments": { "label": "谁会签" }
              }
            },
            "goal show": { "names": ["目标 看"], "summary": "看目标", "parameters": { "goal": { "label": "编号" } } },
            "goal progress": { "names": ["目标 进展"], "summary": "报数", "parameters": { "goal": { "label": "编号" }, "value": { "label": "现在" }, "note": { "label": "说明" } } },
            "register": {
              "names": ["登记"], "summary": "登记一个指标",
              "parameters": {
                "source": { "label": "数据源" }, "range": { "label": "范围" }, "weeks": { "label": "几周" }, "urgent": { "label": "急不急", "words": ["加急"] }, "budget": { "label": "预算" }
              }
            },
            "feedback": { "names": ["反馈", "fk"], "summary": "给人反馈", "parameters": { "text": { "label": "说什么" }, "to": { "label": "给谁" }, "signing": { "label": "署名吗" } } },
            "help": { "names": ["帮助"], "summary": "能做什么", "parameters": { "topic": { "label": "关于什么" } } },
            "me": { "names": ["我的"], "summary": "等我的事" }
          },
          "words": {
            "Level.P0": ["P0", "紧急"], "Level.P1": ["P1"], "Level.P2": ["P2", "不急"],
            "Signing.Signed": ["署名"], "Signing.Anonymous": ["匿名"]
          }
        }
        """;

    public const string English = """
        {
          "phrases": { "trial.opened": "Noted: {text}" },
          "commands": {
            "blocker": {
              "names": ["blocker"], "summary": "Report a blocker", "example": "blocker payment is broken @Product by friday P1",
              "parameters": {
                "text": { "label": "What is stuck" }, "owner": { "label": "Who can help" }, "due": { "label": "By when" }, "level": { "label": "How urgent" },
                "amount": { "label": "Money at risk" }, "goal": { "label": "Goal" }
              }
            },
            "blocker list": { "names": ["blocker list", "blockers"], "summary": "Open blockers" },
            "blocker mine": { "names": ["blocker mine"], "summary": "My blockers" },
            "blocker department": { "names": ["blocker department"], "summary": "A department's blockers", "parameters": { "departments": { "label": "Departments" } } },
            "blocker show": { "names": ["blocker show"], "summary": "Show one", "parameters": { "blocker": { "label": "Number" } } },
            "blocker claim": { "names": ["blocker claim"], "summary": "Claim", "parameters": { "blocker": { "label": "Number" }, "promised": { "label": "Promised by" } } },
            "blocker transfer": { "names": ["blocker transfer"], "summary": "Hand over", "parameters": { "blocker": { "label": "Number" }, "to": { "label": "To" }, "reason": { "label": "Why" } } },
            "goal draft": {
              "names": ["goal draft", "goal"], "summary": "Draft a goal",
              "parameters": {
                "statement": { "label": "In one sentence" }, "range": { "label": "From and to" }, "source": { "label": "Source" }, "due": { "label": "Due" },
                "metric": { "label": "Metric" }, "definition": { "label": "Definition" }, "departments": { "label": "Departments" }
              }
            },
            "goal show": { "names": ["goal show"], "summary": "Show a goal", "parameters": { "goal": { "label": "Number" } } },
            "goal progress": { "names": ["goal progress"], "summary": "Report", "parameters": { "goal": { "label": "Number" }, "value": { "label": "Now" }, "note": { "label": "Note" } } },
            "register": {
              "names": ["register"], "summary": "Register a metric",
              "parameters": { "source": { "label": "Source" }, "range": { "label": "Range" }, "weeks": { "label": "Weeks" }, "urgent": { "label": "Urgent" }, "budget": { "label": "Budget" } }
            },
            "feedback": { "names": ["feedback"], "summary": "Give feedback", "parameters": { "text": { "label": "What" }, "to": { "label": "Whom" }, "signing": { "label": "Signed" } } },
            "help": { "names": ["help"], "summary": "What I can do", "parameters": { "topic": { "label": "About" } } },
            "me": { "names": ["me"], "summary": "What waits for me" }
          },
          "words": {
            "Level.P0": ["P0", "urgent"], "Level.P1": ["P1"], "Level.P2": ["P2", "whenever"],
            "Signing.Signed": ["signed"], "Signing.Anonymous": ["anonymous"]
          }
        }
        """;
}
